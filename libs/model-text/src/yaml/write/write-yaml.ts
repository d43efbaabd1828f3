import type { ServiceModel } from '@amplication/service-model';
import { Document, type Node, type ToStringOptions } from 'yaml';
import { nodeOf } from './node-of';
import type { Tree } from './short';
import { treeOf, type WriteOptions } from './tree-of-model';

export const AS_TEXT: ToStringOptions = { lineWidth: 0, indentSeq: true, flowCollectionPadding: true };

/** A model as YAML: a document for the service, then one for each entity. */
export function writeYaml(model: ServiceModel, options: WriteOptions = {}): string {
  const { service, entities } = treeOf(model, options);
  return [service, ...entities].map(documentText).join('---\n');
}

/** One document of the text form. */
export function documentText(tree: Tree): string {
  const document = new Document<Node>(null, { version: '1.2', schema: 'core' });
  document.contents = nodeOf(document, tree, 'document');
  return document.toString(AS_TEXT);
}
