import { encodeModel } from './messages.ts';

/** Names of the one input, features [N,F], and the one output, log-odds of a win [N,1]; both float32. */
export const INPUT = 'features';
export const OUTPUT = 'leadLogit';
/** Operators of trees and of other models that are not neural networks. */
export const ML_DOMAIN = 'ai.onnx.ml';

const FLOAT = 1;
const IR_VERSION = 8;
const OPSET = 17;
/** Later ones (5 on) have another operator for trees; this one stays loadable. */
const ML_OPSET = 3;

/** An ONNX file that makes log-odds of a lead's features. */
export function leadModelOnnx(
  features: number,
  graph: { readonly node: readonly object[]; readonly initializer?: readonly object[] },
): Uint8Array {
  return encodeModel({
    ir_version: IR_VERSION,
    producer_name: 'leadline',
    opset_import: [
      { domain: '', version: OPSET },
      { domain: ML_DOMAIN, version: ML_OPSET },
    ],
    graph: {
      name: 'lead',
      input: [valueInfo(INPUT, features)],
      output: [valueInfo(OUTPUT, 1)],
      ...graph,
    },
  });
}

function valueInfo(name: string, columns: number): object {
  const shape = { dim: [{ dim_param: 'N' }, { dim_value: columns }] };
  return { name, type: { tensor_type: { elem_type: FLOAT, shape } } };
}

/** Raw data is little-endian, whatever the machine. */
export function tensor(name: string, dims: readonly number[], values: readonly number[]): object {
  const bytes = new DataView(new ArrayBuffer(values.length * 4));
  for (const [index, value] of values.entries()) bytes.setFloat32(index * 4, value, true);
  return { name, dims, data_type: FLOAT, raw_data: new Uint8Array(bytes.buffer) };
}
