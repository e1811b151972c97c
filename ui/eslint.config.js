// House rules for the screens: typed, no stray console, and no words outside src/i18n.
import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

export default defineConfig(
  { ignores: ['dist', 'dist-console', 'src/i18n/paraglide', 'src/bindings', 'project.inlang'] },
  js.configs.recommended,
  ts.configs.strict,
  svelte.configs.recommended,
  {
    languageOptions: { globals: globals.browser },
    rules: {
      'no-console': 'error',
      eqeqeq: 'error',
      'max-lines': ['error', 500],
      'max-lines-per-function': ['error', 70],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      // A component's script is one function to the parser.
      'max-lines-per-function': 'off',
      'svelte/no-at-html-tags': 'error',
      'svelte/button-has-type': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'SvelteElement > SvelteText[value=/[A-Za-z]/]', message: 'Words belong in src/i18n/messages.' },
        { selector: 'SvelteAttribute[key.name="style"]', message: 'The content policy refuses style attributes: use style:name.' },
        {
          selector: 'SvelteAttribute[key.name=/^(title|placeholder|aria-label|alt)$/] > SvelteLiteral[value=/[A-Za-z]/]',
          message: 'Words belong in src/i18n/messages.',
        },
      ],
    },
  },
);
