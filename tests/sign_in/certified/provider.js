// oidc-provider as ID-porten is set up: PKCE, private_key_jwt, acr and pid. Whoever comes is signed in as the
// account and with the acr that the address of the choice says, so that a test needs no page.

import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const { clientKey, back, out } = JSON.parse(process.argv[2]);
const made = (kind, options, kid) => ({
  ...generateKeyPairSync(kind, options).privateKey.export({ format: 'jwk' }), kid, use: 'sig',
});
const keys = [made('rsa', { modulusLength: 2048 }, 'rsa'), made('ec', { namedCurve: 'P-256' }, 'curve')];
const client = (alg) => ({
  client_id: `laget-${alg}`,
  redirect_uris: [back],
  post_logout_redirect_uris: [out],
  token_endpoint_auth_method: 'private_key_jwt',
  id_token_signed_response_alg: alg,
  jwks: { keys: [clientKey] },
});

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: ['RS256', 'PS256', 'ES256'].map(client),
    jwks: { keys },
    pkce: { required: () => true },
    acrValues: ['idporten-loa-low', 'idporten-loa-substantial', 'idporten-loa-high'],
    scopes: ['openid', 'profile'],
    claims: { openid: ['sub', 'pid', 'acr'] },
    conformIdTokenClaims: false,
    enabledJWA: { idTokenSigningAlgValues: ['RS256', 'PS256', 'ES256'] },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
    interactions: { url: (ctx, interaction) => `/choose/${interaction.uid}` },
    cookies: { keys: ['only for tests'] },
    findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id, pid: id }) }),
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({
        clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId,
      });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  server.on('request', async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, issuer);
    if (!pathname.startsWith('/choose/')) return answer(request, response);
    const login = { accountId: searchParams.get('account'), acr: searchParams.get('acr'), amr: ['BankID'] };
    return provider.interactionFinished(request, response, { login });
  });
  console.log(issuer);
});
