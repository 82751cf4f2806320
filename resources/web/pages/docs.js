// SPDX-License-Identifier: GPL-3.0-or-later
// Swagger UI over this server's own descriptions; no validator badge, which would ask another host.
import { chosenDocument } from './apis.js';

const url = await chosenDocument(document.getElementById('which'));
document.getElementById('document')?.setAttribute('href', url);
window.SwaggerUIBundle({
  url,
  dom_id: '#api',
  deepLinking: true,
  docExpansion: 'none',
  defaultModelsExpandDepth: 0,
  filter: true,
  persistAuthorization: true,
  tryItOutEnabled: true,
  validatorUrl: null,
  presets: [window.SwaggerUIBundle.presets.apis],
});
