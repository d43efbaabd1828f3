/**
 * Finds `./x.ts` behind `./x.js`, as TypeScript does: generated services are ES modules of Node.js, so the sources that
 * they share write their imports in that form.
 */
/* global module -- Jest asks for its resolver as CommonJS. */
module.exports = (request, options) => {
  const isOurs = /^\.{1,2}\/.+\.js$/.test(request) && options.basedir.includes('/data-service-generator/');
  if (!isOurs) return options.defaultResolver(request, options);
  return options.defaultResolver(request.replace(/\.js$/, '.ts'), options);
};
