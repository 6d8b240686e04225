import { startServer } from './start-server.ts';

// A program that no longer reads the log must not end the server.
process.stderr.on('error', () => {});
startServer(process.argv);
