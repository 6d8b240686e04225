/** Where the command was typed: pnpm moves into the package, and says where it came from. */
export const callerFolder: string = process.env['INIT_CWD'] ?? process.cwd();
