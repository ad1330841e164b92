// The identity provider of the sign-in tests: node provider.mjs PORT CLIENT_SECRET APP_URL. Whoever names themself as below is let in.
import Provider from 'oidc-provider';

const [port, secret, app] = process.argv.slice(2);
const people = {
  leser: { name: 'Lea Leser', roles: ['bomiljo-lesere'], bydel: ['01'] },
  planlegger: { name: 'Per Planlegger', roles: ['bomiljo-planleggere'], bydel: ['alle'], projects: [7] },
  analytiker: { name: 'Ane Analytiker', roles: ['bomiljo-lesere', 'bomiljo-analytikere'], bydel: ['alle'] },
  analytiker01: { name: 'Åse <script>alert("navn")</script>', roles: ['bomiljo-analytikere'], bydel: ['01'] },
  analytikeruten: { name: 'Bo Uten Bydel', roles: ['bomiljo-analytikere'] },
  utenrolle: { name: 'Ulla Uten Rolle', roles: ['noe-annet'] },
};

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{
    client_id: 'bomiljo',
    client_secret: secret,
    redirect_uris: [`${app}/logg-inn/svar`],
    post_logout_redirect_uris: [`${app}/logget-ut`],
    token_endpoint_auth_method: 'client_secret_post',
  }],
  pkce: { required: () => true },
  claims: { openid: ['sub'], profile: ['name', 'roles', 'bydel', 'projects'] },
  conformIdTokenClaims: false,
  findAccount: (_, id) => people[id] && { accountId: id, claims: () => ({ sub: id, ...people[id] }) },
  // People are not asked whether they agree: the city runs both sides.
  loadExistingGrant: async ({ oidc }) => {
    const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
    grant.addOIDCScope('openid profile');
    await grant.save();
    return grant;
  },
});
provider.listen(Number(port), '127.0.0.1', () => console.log('ready'));
