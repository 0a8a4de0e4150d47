// Everything works without this file: it only improves what the server sent.
import { initAll } from './govuk-frontend.min.js'
import { initDrafting } from './drafting.js'
import { initPasskeys } from './passkeys.js'
import { initSearching } from './searching.js'
import { initSession } from './session.js'

// Going back, or loading again, asks for a page that answered a form, and does not ask to send the form again.
history.replaceState(history.state, '', location.href)

initAll()
initDrafting()
initPasskeys()
initSearching()
initSession()
