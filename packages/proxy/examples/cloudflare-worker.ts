import { createProxyHandler, type ProxyContext, type ProxyHandler } from '@chamelaion/proxy';
import { userOf } from './session.ts';

interface Env {
  CHAMELAION_API_KEY: string;
  CHAMELAION_OWNER_SECRET: string;
  CHAMELAION_BASE_URL?: string;
}

let handler: ProxyHandler | undefined;

export default {
  fetch(request: Request, env: Env, context: ProxyContext): Promise<Response> {
    // Once for all requests: it remembers what was just submitted.
    handler ??= createProxyHandler({
      apiKey: env.CHAMELAION_API_KEY,
      ownerSecret: env.CHAMELAION_OWNER_SECRET,
      baseURL: env.CHAMELAION_BASE_URL,
      async authorize(request) {
        const user = await userOf(request);
        return user ? { owner: user.id } : null;
      },
    });
    return handler(request, context);
  },
};
