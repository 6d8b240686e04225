import './react-native.ts';
// After the globals that it stands on, as in React Native.
import 'whatwg-fetch';
import Chamelaion from '@chamelaion/client';
import { hooks } from './hooks.ts';
import { runCases } from './run-cases.ts';

const { origin, uri } = globalThis as unknown as { origin: string; uri: string };
runCases('react native', origin, { Chamelaion, hooks, clip: { uri, name: 'clip.mp4', type: 'video/mp4' } });
