// Where things stand in the contract.
export const generate = ['paths', '/v1/lipsync/generate', 'post'] as const;
export const retrieve = ['paths', '/v1/lipsync/requests/{id}', 'get'] as const;
export const list = ['paths', '/v1/lipsync/requests', 'get'] as const;
export const parameters = [...list, 'parameters'] as const;
export const health = ['paths', '/health', 'get'] as const;
export const schemas = ['components', 'schemas'] as const;
export const body = [...schemas, 'LipsyncGenerateParams'] as const;
export const upload = [...schemas, 'LipsyncGenerateWithMediaParams'] as const;
export const inputs = [...body, 'properties', 'inputs', 'oneOf'] as const;
export const job = [...schemas, 'LipsyncRequestBase'] as const;
export const page = [...schemas, 'Pagination'] as const;
export const responses = ['components', 'responses'] as const;
export const json = ['content', 'application/json'] as const;

/** A schema. */
export const string = { type: 'string' };
/** A reference to a component. */
export const ref = (name: string) => ({ $ref: `#/components/${name}` });
