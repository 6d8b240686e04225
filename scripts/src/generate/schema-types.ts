import openapiTS, { astToString, transformSchemaObject } from 'openapi-typescript';
import ts from 'typescript';
import { isOpenEnum, prefixOf } from './shape-of.ts';

type TransformNodeOptions = Parameters<typeof transformSchemaObject>[1];
type SchemaObject = Parameters<typeof transformSchemaObject>[0];

const header = `// Written by \`pnpm generate\` from spec/openapi.yaml. Edit the contract, never this file.

/**
 * A status that the API added after this contract was written. It compares with no string literal, so that
 * \`status === 'completed'\` still narrows; to compare it all the same, widen it first:
 * \`const status: string = request.status\`.
 */
export declare enum UnrecognizedStatus {
  Unrecognized = '',
}

`;

/** The contract as TypeScript, in memory. */
export async function schemaTypes(spec: URL | string): Promise<string> {
  const nodes = await openapiTS(spec, {
    // A default makes a field optional to send; without this the types would demand it.
    defaultNonNullable: false,
    transform(schema, options) {
      // An open string branch would stop `status === 'completed'` from narrowing; an opaque enum doesn't.
      if (schema.type === 'string' && 'not' in schema) {
        return ts.factory.createTypeReferenceNode('UnrecognizedStatus');
      }
      if ('contentMediaType' in schema) return ts.factory.createTypeReferenceNode('Blob');
      if (isOpenEnum(schema)) return openEnum(schema.anyOf, options);
      const { patternProperties, ...rest } = schema as SchemaObject & {
        patternProperties?: Record<string, SchemaObject>;
      };
      if (!patternProperties) return undefined;
      const named = Object.entries(patternProperties).map(([pattern, property]) =>
        namedAfter(prefixOf(pattern), transformSchemaObject(property, options)),
      );
      return ts.factory.createIntersectionTypeNode([transformSchemaObject(rest as SchemaObject, options), ...named]);
    },
  });
  return header + astToString(nodes.map(allowUndefined));
}

/** Known texts that editors suggest, and any other: `string & {}` does not swallow them. */
function openEnum(variants: readonly SchemaObject[], options: TransformNodeOptions): ts.TypeNode {
  const { factory, SyntaxKind } = ts;
  const anyText = factory.createIntersectionTypeNode([
    factory.createKeywordTypeNode(SyntaxKind.StringKeyword),
    factory.createTypeLiteralNode([]),
  ]);
  return factory.createUnionTypeNode([transformSchemaObject(variants[0] as SchemaObject, options), anyText]);
}

/** Members whose names begin alike. */
function namedAfter(prefix: string, type: ts.TypeNode): ts.TypeNode {
  const { factory, SyntaxKind } = ts;
  const text = factory.createKeywordTypeNode(SyntaxKind.StringKeyword);
  const name = factory.createTemplateLiteralType(factory.createTemplateHead(prefix), [
    factory.createTemplateLiteralTypeSpan(text, factory.createTemplateTail('')),
  ]);
  const key = factory.createParameterDeclaration(undefined, undefined, 'name', undefined, name);
  return factory.createTypeLiteralNode([factory.createIndexSignature(undefined, [key], type)]);
}

/** Gives `name?: T` the type `T | undefined`, so that callers under exactOptionalPropertyTypes may pass undefined. */
function allowUndefined<T extends ts.Node>(node: T): T {
  const visit = (child: ts.Node): ts.Node => {
    const inner = ts.visitEachChild(child, visit, undefined);
    if (!ts.isPropertySignature(inner) || !inner.questionToken || !inner.type) return inner;
    if (inner.type.kind === ts.SyntaxKind.NeverKeyword) return inner;
    const { factory, SyntaxKind } = ts;
    const type = factory.createUnionTypeNode([inner.type, factory.createKeywordTypeNode(SyntaxKind.UndefinedKeyword)]);
    return factory.updatePropertySignature(inner, inner.modifiers, inner.name, inner.questionToken, type);
  };
  return visit(node) as T;
}
