import { createRoot } from 'react-dom/client'

import '#ui/base.css'
import { galleryPages } from './pages.tsx'

// ?page=kiosk&theme=dark&dir=rtl&text=large
const asked = new URLSearchParams(location.search)
const root = document.documentElement
root.dataset['theme'] = asked.get('theme') ?? 'light'
root.dir = asked.get('dir') ?? 'ltr'
if (asked.get('text') === 'large') root.dataset['text'] = 'large'

const Page = galleryPages[asked.get('page') ?? 'kiosk'] ?? (() => null)
const place = document.querySelector('#root')
if (place !== null) createRoot(place).render(<Page />)
