const { transformSync } = require('@babel/core');

// React Native's own, without its search for a project's Babel configuration.
exports.transform = ({ filename, options, plugins, src }) => {
  const preset = [require('@react-native/babel-preset'), { enableBabelRuntime: false }];
  const caller = { name: 'metro', bundler: 'metro', platform: options.platform };
  const own = { ast: true, code: false, babelrc: false, configFile: false, caller, presets: [preset] };
  return { ast: transformSync(src, { ...own, filename, plugins }).ast };
};
