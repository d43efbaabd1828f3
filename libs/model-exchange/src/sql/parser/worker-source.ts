/**
 * The program of the thread that parses: plain JavaScript as a text, since it has to run the same from the sources,
 * under test and in a bundle, none of which has a file for it. It is told where the parser is, and gets statements.
 */
export const WORKER_SOURCE = `
const { parentPort, workerData } = require('node:worker_threads');
const parser = require(workerData.parser);

function parse(statement) {
  try {
    const { stmts = [] } = parser.parseSync(statement);
    return { node: stmts[0] ? stmts[0].stmt : null };
  } catch (error) {
    const { message, cursorPosition } = error.sqlDetails ?? { message: null };
    return { message, cursor: cursorPosition ?? 0 };
  }
}

parser.loadModule().then(() => {
  for (let from = 0; from < workerData.statements.length; from += 500) {
    const results = [];
    for (const statement of workerData.statements.slice(from, from + 500)) {
      const result = parse(statement);
      results.push(result);
      if (result.node === undefined) break;
    }
    // As text: a tree is small objects by the million, and copying them takes longer than parsing the SQL.
    parentPort.postMessage(JSON.stringify(results));
    if (results.some(({ node }) => node === undefined)) return;
  }
});
`;
