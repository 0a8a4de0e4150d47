// Passkeys. Without this file, passwords and codes do the same.
const NOT_USED = 'No passkey was used. Try again, or go on without it.'

export function initPasskeys () {
  if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) return
  document.querySelectorAll('[data-passkey]').forEach(offer)
}

function offer (place) {
  const form = place.closest('form')
  const trouble = place.querySelector('[role="alert"]')
  form.hidden = place.hidden = false
  place.querySelector('button').addEventListener('click', async () => {
    trouble.textContent = ''
    try {
      place.querySelector('input').value = JSON.stringify(await answer(place.dataset))
      form.submit()
    } catch {
      trouble.textContent = NOT_USED
    }
  })
}

async function answer ({ passkey, asked, from }) {
  const { publicKey } = asked ? JSON.parse(asked) : await fetched(from)
  const credential = passkey === 'create'
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) })
  return credential.toJSON()
}

async function fetched (from) {
  const response = await fetch(from, { headers: { 'X-Requested-With': 'XMLHttpRequest' } })
  return (await response.json()).request_options
}
