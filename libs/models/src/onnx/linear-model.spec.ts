import { InferenceSession, Tensor } from 'onnxruntime-node';
import { linearModelOnnx } from './linear-model.ts';

test('onnxruntime computes what the pencil does', async () => {
  const onnx = linearModelOnnx({
    intercept: -0.5,
    coefficients: [1, -2, 0.25],
    reps: [0.125, -0.25],
    segments: [
      [0.5, 0],
      [-1, 1],
    ],
  });
  const session = await InferenceSession.create(Buffer.from(onnx));
  const output = await session.run({
    features: new Tensor('float32', Float32Array.from([1, 0, 2, 0, 1, 0, 0, 0, 0]), [3, 3]),
    segments: new Tensor('float32', Float32Array.from([1, 0, 0, 1, 0, 0]), [3, 2]),
  });
  // 1*1 + 0.25*2 - 0.5 = 1; -2 - 0.5 = -2.5; -0.5. Then rep effect + segment effect on top.
  expect([...(output['leadLogit']!.data as Float32Array)]).toEqual([1, -2.5, -0.5]);
  expect(output['leadLogit']!.dims).toEqual([3, 1]);
  expect([...(output['repLogits']!.data as Float32Array)]).toEqual([
    1.625, 0.75, -3.375, -1.75, -0.375, -0.75,
  ]);
  expect(output['repLogits']!.dims).toEqual([3, 2]);
  await session.release();
});
