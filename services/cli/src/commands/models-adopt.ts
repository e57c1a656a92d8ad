import { LeadlineError } from '@leadline/contracts';
import { adoptModel, loadModel, saveModel } from '@leadline/models';
import type { Command } from 'commander';
import { readBytes, readText } from '../files/read.ts';
import { command, EXIT, type Io } from '../output/command.ts';

interface AdoptOptions {
  readonly card: string;
  readonly out: string;
}

/** `leadline models adopt <onnx>`. */
export function adoptCommand(io: Io): Command {
  const usage =
    'make a model of an ONNX file that was trained elsewhere and the draft of its card (docs/releases.md)';
  return command<AdoptOptions>(io, 'adopt <onnx>', usage, async ({ card: draft, out }, [file = '']) => {
    const model = adoptModel(await readBytes(file), parse(draft, await readText(draft)));
    await saveModel(out, model);
    await (await loadModel(out)).close();
    const { version, release: bar, caveats = [] } = model.card;
    return {
      code: EXIT.well,
      json: model.card,
      lines: [`Model ${version.slice(0, 12)}, written to ${out}`, bar.reason, ...caveats],
    };
  })
    .requiredOption('--card <file>', 'JSON that says what the columns stand for, and how it was judged')
    .requiredOption('--out <folder>', 'where model.onnx and model.json go');
}

/** Throws LEADLINE_MODEL_DRAFT_INVALID. */
function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const message = `${file} is not JSON.`;
    throw new LeadlineError('LEADLINE_MODEL_DRAFT_INVALID', message, { where: file, cause });
  }
}
