// Nothing is transformed: the files are what Node runs.
export default { transform: {} };
