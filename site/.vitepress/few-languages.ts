import type { Plugin } from 'vite';

// What the page of the HTTP API shows: bodies, and samples for a shell and for JavaScript.
const shown = /\/(json|javascript|shellscript)-[^/]+$/;

/** The renderer of the HTTP API brings a highlighter with 300 languages: 8 MB, and most of a build's time. */
export const fewLanguages: Plugin = {
  name: 'few-languages',
  enforce: 'pre',
  transform(code, id) {
    const isLanguage = id.includes('/vitepress-openapi/dist/') && /\\?"scopeName\\?":/.test(code);
    return isLanguage && !shown.test(id) ? 'export default []' : undefined;
  },
};
