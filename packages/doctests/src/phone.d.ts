// What blocks use of packages that install no types without a phone's build.
declare module 'react-native' {
  import type { ComponentType, ReactNode } from 'react';
  export const Button: ComponentType<{ title: string; onPress: () => void }>;
  export const Linking: { openURL(url: string): Promise<void> };
  export const Text: ComponentType<{ children?: ReactNode }>;
  export const AppState: { addEventListener(type: 'change', listener: (state: string) => void): void };
}
declare module 'react-native-mmkv' {
  interface MMKV {
    getString(key: string): string | undefined;
    set(key: string, value: string): void;
    remove(key: string): void;
  }
  export function createMMKV(): MMKV;
}
