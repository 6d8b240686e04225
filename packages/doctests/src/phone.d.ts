// What blocks use of packages that install no types without a phone's build.
declare module 'react-native' {
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
