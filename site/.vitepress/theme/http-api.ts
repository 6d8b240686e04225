import type { EnhanceAppContext } from 'vitepress';
import { generateCodeSample, OASpec, theme, useTheme } from 'vitepress-openapi/client';
import { type Component, h } from 'vue';
import 'vitepress-openapi/dist/style.css';
import contract from '../../../spec/dist/openapi.json';

// The contract links to its operations as Redocly does; this renderer's anchors are their bare names.
const spec = JSON.parse(JSON.stringify(contract).replaceAll('#operation/', '#'));

/** The page of the HTTP API: the contract, rendered. */
export async function createHttpApi(context: EnhanceAppContext): Promise<Component> {
  useTheme({
    // A playground would keep a key in the page and spend credits.
    operation: { hiddenSlots: ['playground', 'branding'] },
    storage: { persistAuth: false },
    // A line of the contract's source is no line of text.
    markdown: { config: (md) => md.set({ breaks: false }) },
    codeSamples: {
      defaultLang: 'curl',
      // By itself it would send the name of the scheme for a token.
      generator: async (lang, request) =>
        (await generateCodeSample(lang, request)).replace('bearerAuth', 'Bearer YOUR_TOKEN'),
      availableLanguages: [
        { lang: 'curl', label: 'cURL', target: 'shell', client: 'curl', highlighter: 'shellscript' },
        { lang: 'javascript', label: 'JavaScript', target: 'js', client: 'fetch', highlighter: 'javascript' },
      ],
    },
  });
  await theme.enhanceApp(context);
  return () => h(OASpec, { spec, hideBranding: true });
}
