#!/usr/bin/env node
import { startServer } from '../dist/start-server.js';

// A program that no longer reads the log must not end the server.
process.stderr.on('error', () => {});
startServer(process.argv);
