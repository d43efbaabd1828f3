import { basename, dirname } from 'node:path';
import ts from 'typescript';
import { folderCircles } from './folder-circles.mjs';
import { isSource, projectOf, resolveImport, sourceGraph } from './source-graph.mjs';

/** @type {Map<string, ReturnType<typeof folderCircles>>} */
const circlesOf = new Map();

function circlesIn(project) {
  const known = circlesOf.get(project);
  if (known) return known;
  const circles = folderCircles(project, sourceGraph(project));
  circlesOf.set(project, circles);
  return circles;
}

/** Folders of one project do not import each other in a circle; see folder-circles.mjs for what counts as one. */
const noFolderCircle = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { circle: 'These folders import each other in a circle: {{circle}}.' },
  },
  create(context) {
    const project = isSource(context.filename) ? projectOf(context.filename) : null;
    const circles = project && circlesIn(project).get(context.filename);
    if (!circles) return {};
    const check = ({ source }) => {
      if (!source || typeof source.value !== 'string' || !source.value.startsWith('.')) return;
      const circle = circles.get(resolveImport(context.filename, source.value));
      if (circle) context.report({ node: source, messageId: 'circle', data: { circle: circle.join(' → ') } });
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
    };
  },
};

/** A folder holds at most `max` source files; more want to be sorted into subfolders. Reported once, at its first file. */
const maxFilesInFolder = {
  meta: {
    type: 'suggestion',
    schema: [{ type: 'object', properties: { max: { type: 'integer' } }, additionalProperties: false }],
    messages: { flat: '{{folder}} holds {{count}} source files; more than {{max}} want subfolders.' },
  },
  create(context) {
    const max = context.options[0]?.max ?? 12;
    const project = isSource(context.filename) ? projectOf(context.filename) : null;
    if (!project) return {};
    const folder = dirname(context.filename);
    const files = [...sourceGraph(project).keys()].filter((file) => dirname(file) === folder).sort();
    if (files.length <= max || files[0] !== context.filename) return {};
    return {
      Program: (node) =>
        context.report({
          node,
          messageId: 'flat',
          data: { folder: basename(folder), count: String(files.length), max: String(max) },
        }),
    };
  },
};

const TEST_NAMES = new Set(['it', 'test']);

/** `it`, `test`, `it.each(…)`, `it.skip` and the like: the name at the bottom of the callee. */
function testName(callee) {
  if (callee.type === 'Identifier') return callee.name;
  if (callee.type === 'MemberExpression') return testName(callee.object);
  if (callee.type === 'CallExpression') return testName(callee.callee);
  return callee.type === 'TaggedTemplateExpression' ? testName(callee.tag) : null;
}

/** A test does not leave before its assertions: `return;` makes it pass without having checked anything. */
const noEarlyReturnInTest = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { early: 'A test that returns early passes without having checked anything.' },
  },
  create(context) {
    const functions = [];
    const enter = (node) => {
      const call = node.parent;
      functions.push(
        call.type === 'CallExpression' &&
          call.arguments.includes(node) &&
          TEST_NAMES.has(testName(call.callee)),
      );
    };
    const leave = () => functions.pop();
    return {
      FunctionDeclaration: enter,
      FunctionExpression: enter,
      ArrowFunctionExpression: enter,
      'FunctionDeclaration:exit': leave,
      'FunctionExpression:exit': leave,
      'ArrowFunctionExpression:exit': leave,
      ReturnStatement(node) {
        if (functions.at(-1) && !node.argument) context.report({ node, messageId: 'early' });
      },
    };
  },
};

const isTextOfAnyKind = (type) => (type.flags & ts.TypeFlags.String) !== 0;

/**
 * A plain object is not asked by a key that may be anything: it answers to `constructor` too, with what no type says.
 * `own` of libs/foundation asks for what it holds itself; a Map has nothing else.
 */
const noForeignKey = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      foreign:
        'The key may be `constructor` or `__proto__`: ask with own() of libs/foundation, or use a Map.',
    },
  },
  create(context) {
    const { program, esTreeNodeToTSNodeMap: nodes } = context.sourceCode.parserServices;
    const checker = program.getTypeChecker();
    const typeOf = (node) => checker.getTypeAtLocation(nodes.get(node));
    const isTable = (node) => {
      const type = checker.getNonNullableType(typeOf(node));
      return (
        !checker.isArrayType(type) && !checker.isTupleType(type) && type.getStringIndexType() !== undefined
      );
    };
    return {
      MemberExpression(node) {
        if (!node.computed || !isTextOfAnyKind(typeOf(node.property)) || !isTable(node.object)) return;
        context.report({ node: node.property, messageId: 'foreign' });
      },
      "BinaryExpression[operator='in']"(node) {
        if (isTextOfAnyKind(typeOf(node.left))) context.report({ node: node.left, messageId: 'foreign' });
      },
    };
  },
};

/** Rules of this repository that no published plugin has. */
export default {
  meta: { name: 'house' },
  rules: {
    'no-folder-circle': noFolderCircle,
    'max-files-in-folder': maxFilesInFolder,
    'no-early-return-in-test': noEarlyReturnInTest,
    'no-foreign-key': noForeignKey,
  },
};
