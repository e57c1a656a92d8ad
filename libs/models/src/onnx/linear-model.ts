import type { LogisticFit } from '../train/logistic.ts';
import { INPUT, leadModelOnnx, OUTPUT, tensor } from './lead-model.ts';

/** A logistic regression as ONNX: features x coefficients + intercept. */
export function linearModelOnnx({ intercept, coefficients }: LogisticFit): Uint8Array {
  return leadModelOnnx(coefficients.length, {
    initializer: [
      tensor('coefficients', [coefficients.length, 1], coefficients),
      tensor('intercept', [1], [intercept]),
    ],
    node: [
      node('MatMul', [INPUT, 'coefficients'], 'weighted'),
      node('Add', ['weighted', 'intercept'], OUTPUT),
    ],
  });
}

function node(type: string, input: readonly string[], output: string): object {
  return { op_type: type, name: output, input, output: [output] };
}
