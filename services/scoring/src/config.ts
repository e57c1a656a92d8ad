import { commonSettings, port } from '@leadline/service-kit';
import { z } from 'zod';

export const settings = z.object({
  ...commonSettings,
  LEADLINE_MODEL: z.string().min(1).optional().describe('folder with model.onnx and model.json'),
  LEADLINE_MODELS: z.string().min(1).optional().describe('folder with all models that may be released'),
  LEADLINE_SCORING_PORT: port(),
});

export type Config = z.output<typeof settings>;
