import { encodeModel } from './messages.ts';

/** A lead part (logistic regression) and rep effects, overall and by segment, all in log-odds. */
export interface LinearModel {
  readonly intercept: number;
  /** One per feature. */
  readonly coefficients: readonly number[];
  /** One per rep. */
  readonly reps: readonly number[];
  /** By segment, one per rep each. */
  readonly segments: readonly (readonly number[])[];
}

const FLOAT = 1;
const IR_VERSION = 8;
const OPSET = 17;

/**
 * The model as ONNX. Inputs: features [N,F] and segments [N,S] (one-hot), float32. Outputs: leadLogit [N,1] =
 * features x coefficients + intercept, and repLogits [N,R] = leadLogit + rep effect + segments x segment effects.
 */
export function linearModelOnnx(model: LinearModel): Uint8Array {
  const [features, segments, reps] = [model.coefficients.length, model.segments.length, model.reps.length];
  return encodeModel({
    ir_version: IR_VERSION,
    producer_name: 'leadline',
    opset_import: [{ domain: '', version: OPSET }],
    graph: {
      name: 'lead-and-reps',
      input: [valueInfo('features', features), valueInfo('segments', segments)],
      output: [valueInfo('leadLogit', 1), valueInfo('repLogits', reps)],
      initializer: [
        tensor('coefficients', [features, 1], model.coefficients),
        tensor('intercept', [1], [model.intercept]),
        tensor('reps', [1, reps], model.reps),
        tensor('effects', [segments, reps], model.segments.flat()),
      ],
      node: [
        node('MatMul', ['features', 'coefficients'], 'weighted'),
        node('Add', ['weighted', 'intercept'], 'leadLogit'),
        node('MatMul', ['segments', 'effects'], 'fit'),
        node('Add', ['fit', 'reps'], 'repPart'),
        node('Add', ['leadLogit', 'repPart'], 'repLogits'),
      ],
    },
  });
}

function node(type: string, input: readonly string[], output: string): object {
  return { op_type: type, name: output, input, output: [output] };
}

function valueInfo(name: string, columns: number): object {
  const shape = { dim: [{ dim_param: 'N' }, { dim_value: columns }] };
  return { name, type: { tensor_type: { elem_type: FLOAT, shape } } };
}

/** Raw data is little-endian, whatever the machine. */
function tensor(name: string, dims: readonly number[], values: readonly number[]): object {
  const bytes = new DataView(new ArrayBuffer(values.length * 4));
  for (const [index, value] of values.entries()) bytes.setFloat32(index * 4, value, true);
  return { name, dims, data_type: FLOAT, raw_data: new Uint8Array(bytes.buffer) };
}
