// What a status means, for who has not met it before.

const MEANINGS = {
  'internal-error': 'The verb failed or did not answer in time. The log of the binder says more.',
  'unknown-api': 'The binder has no public API of this name.',
  'unknown-verb': 'The API has no verb of this name.',
  'not-available': 'The verb cannot be called in this way, perhaps by HTTP only.',
  unauthorized: 'The verb wants to know who you are: set a token with the button “Identity”.',
  'invalid-token': 'The token is not the one of the session: set it with the button “Identity”.',
  forbidden: 'You may not do this.',
  'insufficient-scope': 'You lack a permission, a token or a level of assurance that the verb asks for. Its description says '
    + 'which; set session and token with the button “Identity”.',
  'bad-api-state': 'The API is starting, stopping, or could not be started.',
  'no-reply': 'The verb ended without an answer.',
  'invalid-request': 'The arguments are not what the verb takes.',
  'no-item': 'What was asked for is not there.',
  'bad-state': 'Not possible at the moment.',
  disconnected: 'The binder that has the API went away before it answered.',
  timeout: 'No answer came in time.',
  malformed: 'The reply has not the form of one.',
};

/** A sentence about a status, empty for those that verbs make up. */
export function meaning(status) {
  return MEANINGS[status] ?? '';
}

/** How a call ended, as a class of the style sheet: good, bad, or pending. */
export function outcome(call) {
  return call.reply === null ? 'pending' : call.ok ? 'good' : 'bad';
}
