/** The folder in which the command was typed: pnpm moves into the package, and keeps that folder in a variable. */
export const callerFolder: string = process.env['INIT_CWD'] ?? process.cwd();
