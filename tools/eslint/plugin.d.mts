import type { ESLint, Rule } from 'eslint';

declare const plugin: Omit<ESLint.Plugin, 'rules'> & {
  rules: Record<
    'no-folder-circle' | 'max-files-in-folder' | 'no-early-return-in-test' | 'no-foreign-key',
    Rule.RuleModule
  >;
};
export default plugin;
