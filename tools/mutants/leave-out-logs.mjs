/** Methods of a pino logger that write a line. */
const LEVELS = new Set(['trace', 'debug', 'info', 'warn', 'error', 'fatal']);

/** `log`, `logger`, `this.logger`, `this.options.logger`, … */
function isLogger(node) {
  const name = node.type === 'MemberExpression' ? node.property : node;
  return name.type === 'Identifier' && /^(log|logger)$/.test(name.name);
}

/**
 * A plugin of Stryker that leaves out what is said to the log: the texts are for people, and a test of them would
 * only repeat them. Whether a line is written at all is still asked: the condition before it is mutated.
 */
export const strykerPlugins = [
  {
    kind: 'Ignore',
    name: 'logs',
    value: {
      shouldIgnore(path) {
        if (!path.isCallExpression()) return undefined;
        const { callee } = path.node;
        const isLog =
          callee.type === 'MemberExpression' &&
          callee.property.type === 'Identifier' &&
          LEVELS.has(callee.property.name) &&
          isLogger(callee.object);
        return isLog ? 'says something to the log' : undefined;
      },
    },
  },
];
