/** The answer of a request, as a promise. */
export function answerOf<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('A request failed')))
  })
}

/** Resolves when a transaction has been committed. */
export function committed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (): void => reject(transaction.error ?? new Error('A transaction was given up'))
    transaction.addEventListener('complete', () => resolve())
    transaction.addEventListener('error', fail)
    transaction.addEventListener('abort', fail)
  })
}

/** Opens a database that is there; null: there is none, and none is made. */
export function openExisting(factory: IDBFactory, name: string): Promise<IDBDatabase | null> {
  return new Promise((resolve, reject) => {
    const request = factory.open(name)
    let isNew = false
    request.addEventListener('upgradeneeded', () => {
      isNew = true
      // Giving the first upgrade up takes the new database back.
      request.transaction?.abort()
    })
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => {
      if (isNew) resolve(null)
      else reject(request.error ?? new Error(`${name} cannot be opened`))
    })
  })
}
