// Everything works without this file: it only improves what the server sent.
import { initAll } from './govuk-frontend.min.js'
import { initDrafting } from './drafting.js'
import { initPasskeys } from './passkeys.js'
import { initSearching } from './searching.js'
import { initSession } from './session.js'

initAll()
initDrafting()
initPasskeys()
initSearching()
initSession()
