import type { Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme';
import { defineAsyncComponent } from 'vue';
import DocumentedErrors from './documented-errors.vue';
import Layout from './page-layout.vue';
import './style.css';

export default {
  extends: DefaultTheme,
  Layout,
  enhanceApp(context) {
    context.app.component('DocumentedErrors', DocumentedErrors);
    // Its renderer weighs more than all the rest: only the page that shows it loads it.
    const load = () => import('./http-api.ts').then(({ createHttpApi }) => createHttpApi(context));
    context.app.component('HttpApi', defineAsyncComponent(load));
  },
} satisfies Theme;
