import * as errors from './errors.ts';

/** The error classes as statics: code for the vendor's package catches `Chamelaion.APIError`. */
export const Errors: (new () => object) & typeof errors = Object.assign(class {}, errors);
