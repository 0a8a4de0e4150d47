// The key that goes to the search box, for whoever has not switched it off (WCAG 2.1.4). Not while somebody types.
export function initSearching () {
  const form = document.querySelector('[data-search-key]')
  if (!form) return
  document.addEventListener('keydown', (event) => {
    const held = event.ctrlKey || event.metaKey || event.altKey
    const typing = event.target.closest?.('input, textarea, select, [contenteditable], dialog')
    if (event.key !== form.dataset.searchKey || held || typing || event.defaultPrevented) return
    event.preventDefault()
    form.querySelector('input[name="q"]').focus()
  })
}
