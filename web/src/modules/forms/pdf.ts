// A PDF of the server, opened in a tab of its own. The chosen site travels in a header, which a plain link cannot carry.
import { address, Problem, problemOf, siteInUse } from '../../shared/api'

export async function openPdf(path: string, query: object, name: string): Promise<void> {
  const reply = await fetch(address(path, query), { credentials: 'same-origin', headers: siteInUse() ? { 'Huiyin-Site': siteInUse() } : {} }).catch(() => {
    throw new Problem(0, 'unreachable')
  })
  if (!reply.ok) throw await problemOf(reply)
  const local = URL.createObjectURL(new File([await reply.blob()], `${name}.pdf`, { type: 'application/pdf' }))
  // A pop-up that is blocked becomes a download.
  if (!window.open(local, '_blank')) {
    const link = document.createElement('a')
    link.href = local
    link.download = `${name}.pdf`
    link.click()
  }
  setTimeout(() => URL.revokeObjectURL(local), 60_000)
}
