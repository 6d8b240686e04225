import { readFileSync } from 'node:fs';
import { Converter, ReflectionKind } from 'typedoc';
import ts from 'typescript';

const client = '@chamelaion/client';
/** The whole contract as types: the HTTP API has a separate page. */
const contract = ['components', 'paths'];

/** What TypeDoc needs to be told of this code. */
export function load({ converter, logger }) {
  // They fail the build, so they are shown like errors.
  logger.validationWarning = (...warning) => logger.error(...warning);
  converter.on(Converter.EVENT_CREATE_SIGNATURE, keepNames);
  converter.on(Converter.EVENT_CREATE_DECLARATION, (context, reflection) => {
    const declaration = context.getSymbolFromReflection(reflection)?.declarations?.[0];
    if (reflection.kindOf(ReflectionKind.Module)) reflection.name = entryName(declaration.getSourceFile().fileName);
    readGenerated(reflection);
    showFields(context, reflection, declaration);
  });
  converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const name of contract) project.removeReflection(project.getChildByName([client, name]));
  });
  converter.addUnknownSymbolResolver(findInClient);
}

/** What a reader imports: `@chamelaion/client/node` for `packages/client/src/node/index.ts`. */
function entryName(fileName) {
  const [, folder, entry = ''] = /^(.+)\/src(\/\w+)?\/index\.tsx?$/.exec(fileName) ?? [];
  return JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')).name + entry;
}

/** The checker has forgotten what an alias of a generated type is called; the source has not. */
function keepNames(context, signature, declaration) {
  const { converter } = context;
  if (declaration?.type) signature.type = converter.convertType(context, declaration.type);
  signature.parameters?.forEach((parameter, index) => {
    const node = declaration?.parameters[index]?.type;
    if (node) parameter.type = converter.convertType(context, node);
  });
}

/** `Schemas['LipsyncRequest']` tells a reader nothing; its fields do. */
function showFields(context, reflection, node) {
  if (!node || !ts.isTypeAliasDeclaration(node) || !ts.isIndexedAccessTypeNode(node.type)) return;
  const type = context.checker.getTypeAtLocation(node);
  const members = type.isUnion() ? type.types : [type];
  if (!members.every(({ flags }) => flags & ts.TypeFlags.StructuredType)) {
    // Of strings, a reader wants to know which, not their methods.
    reflection.comment?.modifierTags.add('@useDeclaredType');
    return;
  }
  reflection.kind = ReflectionKind.Interface;
  delete reflection.type;
  for (const field of context.checker.getPropertiesOfType(type)) {
    context.converter.convertSymbol(context.withScope(reflection), field);
    // What is said of one kind of request, such as of its status, does not hold for all of them.
    const [first] = field.declarations ?? [];
    const shared = members.every((member) => member.getProperty(field.name)?.declarations?.includes(first));
    if (!shared) delete reflection.getChildByName([field.name])?.comment;
  }
}

/** openapi-typescript writes `@description` where TSDoc says nothing, and examples that are not code. */
function readGenerated({ comment }) {
  const tag = comment?.getTag('@description');
  if (!tag) return;
  comment.summary = tag.content;
  comment.removeTags('@description');
  comment.removeTags('@example');
}

/** `@throws` may link to an error that another entry exports. */
function findInClient({ symbolReference }, from, comment) {
  if (!comment) return undefined;
  const caption = symbolReference?.path?.map(({ path }) => path).join('.');
  const target = caption && from.project.getChildByName([client, caption]);
  return target && { target, caption };
}
