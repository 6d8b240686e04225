import { answers } from '@chamelaion/spec/operations';
import { readAnswer } from '../read-answer.ts';
import { inputSchema, outputSchema } from '../schema-of.ts';
import type { Session } from '../session.ts';
import { result, type Tool } from './tool.ts';

/** The tool that says whose key this is. */
export function whoamiTool(session: Session): Tool {
  const shape = answers['users.retrieveCurrent'];
  return {
    name: 'whoami',
    description:
      'Says whether the API key works, and what it is called. It is free. Use it if other calls are refused.',
    input: inputSchema({}),
    output: outputSchema(shape),
    isReadOnly: true,
    async run(_, { signal }) {
      const user = readAnswer(await session.client.users.retrieveCurrent({ signal }), shape, session.clean);
      return result(`The API key works; the API calls it ${JSON.stringify(user['name'])}.`, user);
    },
  };
}
