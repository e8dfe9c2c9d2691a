import ts from 'typescript'
import type { SourceFile } from './source-files.ts'

/**
 * The names that a file gives: declarations, parameters, properties, and the words of literal types such as
 * `'TicketCalled'`. Names that it only uses, such as `window` or `Array.reduce`, are the platform's.
 */
export function declaredNames({ path, text }: SourceFile): readonly string[] {
  const names = new Set<string>()
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, false))
  return [...names]

  function visit(node: ts.Node): void {
    const name = nameOf(node)
    // With a dot it is the key of a sentence, such as `sound.missing`.
    if (name !== undefined && !name.includes('.')) names.add(name)
    ts.forEachChild(node, visit)
  }
}

function nameOf(node: ts.Node): string | undefined {
  if (ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal)) return node.literal.text
  if (!isNamed(node) || node.name === undefined) return undefined
  return ts.isIdentifier(node.name) || ts.isStringLiteral(node.name) ? node.name.text : undefined
}

type Named =
  | ts.VariableDeclaration
  | ts.FunctionDeclaration
  | ts.ParameterDeclaration
  | ts.InterfaceDeclaration
  | ts.TypeAliasDeclaration
  | ts.TypeParameterDeclaration
  | ts.PropertySignature
  | ts.MethodSignature
  | ts.PropertyAssignment
  | ts.ShorthandPropertyAssignment
  | ts.BindingElement

function isNamed(node: ts.Node): node is Named {
  return (
    ts.isVariableDeclaration(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isTypeParameterDeclaration(node) ||
    ts.isPropertySignature(node) ||
    ts.isMethodSignature(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isShorthandPropertyAssignment(node) ||
    ts.isBindingElement(node)
  )
}
