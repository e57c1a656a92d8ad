/** What the run says while it works: on a terminal one line that changes, else a line per step. */
export interface Terminal {
  step(text: string): void;
  progress(text: string): void;
  print(text: string): void;
}

export function createTerminal(out: NodeJS.WriteStream): Terminal {
  let open = false;
  let lastPlain = 0;
  const close = (): void => {
    if (open) out.write('\n');
    open = false;
  };
  return {
    step(text) {
      close();
      out.write(`• ${text}\n`);
    },
    progress(text) {
      if (out.isTTY) {
        out.write(`\r\u001B[2K  ${text}`);
        open = true;
      } else if (Date.now() - lastPlain > 5_000) {
        lastPlain = Date.now();
        out.write(`  ${text}\n`);
      }
    },
    print(text) {
      close();
      out.write(`${text}\n`);
    },
  };
}
