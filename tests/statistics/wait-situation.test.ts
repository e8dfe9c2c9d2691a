import { expect, test } from 'vitest'
import { queueNow, situationOf } from '#statistics/wait-situation.ts'
import {
  called,
  desk1,
  desk2,
  desk3,
  finished,
  given,
  givenSite,
  issued,
  moment,
  need,
  noShow,
  parked,
  siteWith,
  started,
  ticket,
  walkUp,
  withdrawn,
} from '../support/given.ts'

const [a1, a2, b1, c1, c2, c3] = ['A01', 'A02', 'B01', 'C01', 'C02', 'C03'].map(ticket) as [
  ReturnType<typeof ticket>,
  ReturnType<typeof ticket>,
  ReturnType<typeof ticket>,
  ReturnType<typeof ticket>,
  ReturnType<typeof ticket>,
  ReturnType<typeof ticket>,
]
const job = need('job')

test('[S59] those who wait are ahead of a visitor who comes, with the minutes they have waited', () => {
  const { site } = given(
    issued(c1, '14:00'),
    issued(a1, '14:02'),
    issued(c2, '14:05'),
    issued(c3, '14:06'),
    called(c1, desk1, '14:03'),
    withdrawn(c3, '14:08'),
  )
  expect(situationOf(queueNow(site, moment('14:10')), job)).toEqual({
    ahead: [
      { need: 'orient', waitedMinutes: 8, share: 1 },
      { need: 'job', waitedMinutes: 5, share: 1 },
    ],
    desks: 1,
    atDesks: ['job'],
  })
})

test('[S59] of a ticket in the queue, only those are ahead who are called before', () => {
  const { site } = given(
    issued(c1, '14:00'),
    called(c1, desk1, '14:01'),
    issued(a1, '14:02'),
    issued(c2, '14:03'),
    issued(b1, '14:04', { priority: true }),
  )
  const ahead = (id: Parameters<typeof situationOf>[2]) =>
    situationOf(queueNow(site, moment('14:05')), job, id).ahead.map((visitor) => visitor.need)
  expect(ahead(a1.id)).toEqual(['train'])
  expect(ahead(c2.id)).toEqual(['train', 'orient'])
  expect(ahead(undefined)).toEqual(['train', 'orient', 'job'])
})

test('[S59] a desk is at work that has a visitor, or has taken a step of late', () => {
  const { site } = given(
    issued(c1, '13:00'),
    issued(c2, '13:01'),
    issued(a1, '13:02'),
    called(c1, desk1, '13:05'),
    started(c1, desk1, '13:06'),
    called(c2, desk2, '13:05'),
    finished(c2, desk2, '13:20'),
    called(a1, desk3, '13:05'),
    noShow(a1, desk3, '13:09'),
  )
  const atWork = (time: string) => queueNow(site, moment(time)).working.map(({ number }) => number)
  // Nobody waits: whoever is idle may well be there. Two hours later the desk with a visitor still counts.
  expect(atWork('13:30')).toEqual([1, 2, 3])
  expect(atWork('16:15')).toEqual([1, 2])
  expect(atWork('18:00')).toEqual([1])
})

test('[S59] a desk that lets somebody wait for a quarter of an hour is not at work', () => {
  const start = [
    issued(c1, '14:00'),
    called(c1, desk1, '14:01'),
    finished(c1, desk1, '14:10'),
    issued(c2, '14:00'),
    called(c2, desk2, '14:01'),
  ]
  const { site } = given(...start, issued(a1, '14:30'))
  const atWork = (time: string, of = site) => queueNow(of, moment(time)).working.map(({ number }) => number)
  expect(atWork('14:45')).toEqual([1, 2])
  expect(atWork('14:46')).toEqual([2])
  // It counts from the desk's own last step, too.
  const { site: later } = given(...start, issued(a1, '14:30'), walkUp(desk1, '14:40'), parked(c2, desk2, '14:31'))
  expect(atWork('14:46', later)).toEqual([1, 2])
  expect(atWork('14:55', later)).toEqual([1])
  expect(atWork('14:56', later)).toEqual([])
})

test('[S59] only desks that serve the need count, and of others only those they leave to us', () => {
  const start = siteWith((document) => {
    Object.assign(document.site, {
      desks: [{ number: 1, needs: ['job', 'train'] }, { number: 2, needs: ['train'] }, { number: 3 }],
    })
  })
  const { site } = givenSite(
    start,
    issued(c1, '14:00'),
    issued(c2, '14:00'),
    issued(c3, '14:00'),
    called(c1, desk1, '14:01'),
    called(c2, desk2, '14:01'),
    called(c3, desk3, '14:01'),
    issued(b1, '14:02'),
    issued(a1, '14:03'),
    issued(a2, '14:04'),
  )
  const at = moment('14:05')
  expect(situationOf(queueNow(site, at), job)).toMatchObject({ desks: 2, atDesks: ['job', 'job'] })
  expect(situationOf(queueNow(site, at), job).ahead.map(({ share }) => share)).toEqual([2 / 3, 1, 1])
  // Orientation goes to desk 3 alone.
  expect(situationOf(queueNow(site, at), need('orient'))).toMatchObject({ desks: 1 })
  // Training is taken by all three, orientation by one of them.
  expect(situationOf(queueNow(site, at), need('train')).ahead.map(({ share }) => share)).toEqual([1, 1, 1])
})

test('[S59] where nobody is at work for a need, there is no desk', () => {
  const { site } = given(issued(c1, '14:00'))
  expect(situationOf(queueNow(site, moment('14:05')), job)).toEqual({ ahead: [], desks: 0, atDesks: [] })
})
