import { InferenceSession, Tensor } from 'onnxruntime-node';
import { linearModelOnnx } from './linear-model.ts';

test('onnxruntime computes what the pencil does', async () => {
  const onnx = linearModelOnnx({ intercept: -0.5, coefficients: [1, -2, 0.25] });
  const session = await InferenceSession.create(Buffer.from(onnx));
  const { leadLogit } = await session.run({
    features: new Tensor('float32', Float32Array.from([1, 0, 2, 0, 1, 0, 0, 0, 0]), [3, 3]),
  });
  // 1*1 + 0.25*2 - 0.5 = 1; -2 - 0.5 = -2.5; -0.5.
  expect([...(leadLogit!.data as Float32Array)]).toEqual([1, -2.5, -0.5]);
  expect(leadLogit!.dims).toEqual([3, 1]);
  await session.release();
});
