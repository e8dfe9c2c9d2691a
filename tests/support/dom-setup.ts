import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import { afterEach } from 'vitest'

// Against hangs, not for speed: the default of one second is missed where two cores are shared.
configure({ asyncUtilTimeout: 15_000 })
afterEach(() => cleanup())
