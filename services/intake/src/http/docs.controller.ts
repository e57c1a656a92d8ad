import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { LeadlineError } from '@leadline/contracts';
import { Controller, Get, Header, Param, StreamableFile } from '@nestjs/common';
import { openApi } from './openapi.ts';

const FILES: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css',
  'swagger-ui-bundle.js': 'text/javascript',
  'favicon-32x32.png': 'image/png',
};

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Leadline intake</title>
    <link rel="icon" href="/docs/favicon-32x32.png" />
    <link rel="stylesheet" href="/docs/swagger-ui.css" />
  </head>
  <body>
    <div id="page"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script>SwaggerUIBundle({ url: '/openapi.json', dom_id: '#page' });</script>
  </body>
</html>
`;

/** The API, for machines and for people. Everything is served from here. */
@Controller()
export class DocsController {
  readonly #folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  readonly #document = openApi();

  @Get('openapi.json')
  document(): object {
    return this.#document;
  }

  @Get('docs')
  @Header('content-type', 'text/html; charset=utf-8')
  page(): string {
    return PAGE;
  }

  @Get('docs/:file')
  async file(@Param('file') file: string): Promise<StreamableFile> {
    const type = FILES[file];
    if (type === undefined)
      throw new LeadlineError('LEADLINE_INTAKE_NOT_FOUND', 'There is nothing at this address.');
    const path = join(this.#folder, file);
    const { size } = await stat(path);
    return new StreamableFile(createReadStream(path), { type, length: size });
  }
}
