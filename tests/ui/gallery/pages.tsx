import { useState, type ReactElement } from 'react'

import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { ChoiceCard, ChoiceGrid } from '#ui/choice-card.tsx'
import { ChoiceChip, ChoiceGroup } from '#ui/choice-chip.tsx'
import { Countdown } from '#ui/countdown.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Icon } from '#ui/icon.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Keypad } from '#ui/keypad.tsx'
import { Label } from '#ui/label.tsx'
import { Notice } from '#ui/notice.tsx'
import { NumberField } from '#ui/number-field.tsx'
import { pictogram, pictogramNames } from '#ui/pictograms.ts'
import { ScreenFrame } from '#ui/screen-frame.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { sharedIcons } from '#ui/shared-icons.ts'
import { staffIcons } from '#ui/staff-icons.ts'
import { Switch } from '#ui/switch.tsx'
import { Table } from '#ui/table.tsx'
import { TextField } from '#ui/text-field.tsx'
import { TicketCard } from '#ui/ticket-card.tsx'
import styles from './gallery.module.css'

const place = 'Bpi – Cité des métiers'
const skipText = 'Aller au contenu'

/** One page of the gallery a function; together they show every component in its states. */
export const galleryPages: Readonly<Record<string, () => ReactElement>> = {
  kiosk: KioskPage,
  ticket: TicketPage,
  board: BoardPage,
  desk: DeskPage,
  controls: ControlsPage,
  fields: FieldsPage,
  states: StatesPage,
  dialog: DialogPage,
  keypad: KeypadPage,
  icons: IconsPage,
}

function KioskPage(): ReactElement {
  const choices = [
    ['signpost', 'M’orienter dans la bibliothèque', 'A', 'Vers le bon espace ou le bon document'],
    ['graduation-cap', 'Trouver une formation', 'B'],
    ['briefcase', 'Chercher un emploi', 'C'],
    ['arrows-split', 'Changer de métier', 'D'],
    ['rocket', 'Créer une activité', 'E'],
    ['monitor', 'Utiliser un ordinateur', 'F'],
  ] as const
  return (
    <ScreenFrame
      place={place}
      skipText={skipText}
      fit="full"
      aside={
        <>
          <Button variant="quiet" lang="en">
            English
          </Button>
          <IconButton paths={sharedIcons.circleHalf} name="Contraste élevé" />
        </>
      }
    >
      <div className={styles['kiosk']}>
        <h1 className={styles['kioskTitle']}>Que cherchez-vous ?</h1>
        <ChoiceGrid>
          {choices.map(([icon, words, mark, hint]) => (
            <ChoiceCard key={mark} icon={<Icon paths={pictogram(icon)} />} mark={mark} hint={hint}>
              {words}
            </ChoiceCard>
          ))}
        </ChoiceGrid>
      </div>
    </ScreenFrame>
  )
}

function TicketPage(): ReactElement {
  return (
    <ScreenFrame place={place} skipText={skipText} fit="full">
      <div className={styles['confirmation']}>
        <TicketCard stub="3 personnes avant vous">
          <p>Votre numéro</p>
          <Label label="C07" size="hero" />
        </TicketCard>
        <p>Votre numéro sera appelé sur l’écran.</p>
        <Button size="kiosk" variant="secondary">
          Terminé
        </Button>
        <Countdown durationMs={10_000} />
      </div>
    </ScreenFrame>
  )
}

function BoardPage(): ReactElement {
  return (
    <ScreenFrame
      place={place}
      skipText={skipText}
      fit="full"
      aside={
        <Button variant="quiet" icon={<Icon paths={sharedIcons.speakerSlash} />}>
          Son coupé : touchez pour l’activer
        </Button>
      }
    >
      <ol className={styles['calls']}>
        <li className={`${styles['call'] ?? ''} ${styles['called'] ?? ''}`}>
          <Label label="C07" size="board" />
          <span>Bureau 2</span>
        </li>
        <li className={`${styles['call'] ?? ''} ${styles['older'] ?? ''}`}>
          <Label label="A12" size="board" />
          <span>Bureau 1</span>
        </li>
        <li className={`${styles['call'] ?? ''} ${styles['older'] ?? ''}`}>
          <Label label="CB03" size="board" />
          <span>Bureau 3</span>
        </li>
      </ol>
    </ScreenFrame>
  )
}

function DeskPage(): ReactElement {
  return (
    <ScreenFrame place="Bureau 2" skipText={skipText} aside={<Badge tone="accent">À jour</Badge>}>
      <div className={styles['columns']}>
        <section className={styles['stack']}>
          <TicketCard tone="called" stub="Appelé au bureau 2 · 14:32">
            <p>Chercher un emploi</p>
            <Label label="C07" size="hero" />
          </TicketCard>
          <div className={styles['line']}>
            <Button variant="primary" size="large" icon={<Icon paths={sharedIcons.check} />} shortcut="T">
              Terminer
            </Button>
            <Button size="large" icon={<Icon paths={sharedIcons.bell} />} shortcut="R">
              Rappeler
            </Button>
            <Button size="large" variant="quiet" icon={<Icon paths={staffIcons.userMinus} />}>
              Absent
            </Button>
          </div>
          <ChoiceGroup legend="Comment cela s’est-il terminé ?">
            <ChoiceChip pressed>Répondu</ChoiceChip>
            <ChoiceChip pressed={false}>Orienté ailleurs</ChoiceChip>
            <ChoiceChip pressed={false}>Rendez-vous pris</ChoiceChip>
            <ChoiceChip>Sans réponse</ChoiceChip>
          </ChoiceGroup>
        </section>
        <section>
          <Button variant="primary" size="large" wide shortcut="N">
            Appeler le suivant
          </Button>
          <h2 style={{ marginBlock: '1.5rem 0.5rem' }}>En attente : 3</h2>
          <ol className={styles['queue']}>
            {['C08', 'A13', 'CB04'].map((label) => (
              <li key={label}>
                <Label label={label} size="row" />
                <span>Chercher un emploi · 6 min</span>
                <IconButton paths={staffIcons.megaphone} name={`Appeler ${label}`} />
                <IconButton paths={staffIcons.dotsThree} name={`Plus d’actions pour ${label}`} />
              </li>
            ))}
          </ol>
        </section>
      </div>
    </ScreenFrame>
  )
}

function ControlsPage(): ReactElement {
  const variants = ['primary', 'secondary', 'quiet', 'danger'] as const
  return (
    <ScreenFrame place={place} skipText={skipText}>
      <div className={styles['stack']}>
        <h1>Boutons</h1>
        {(['regular', 'large', 'kiosk'] as const).map((size) => (
          <div key={size} className={styles['line']}>
            {variants.map((variant) => (
              <Button key={variant} variant={variant} size={size} icon={<Icon paths={sharedIcons.bell} />}>
                {variant}
              </Button>
            ))}
          </div>
        ))}
        <div className={styles['line']}>
          <Button disabled>Indisponible</Button>
          <Button variant="primary" busy>
            En cours
          </Button>
          <Button shortcut="N">Raccourci</Button>
          <IconButton paths={staffIcons.gear} name="Réglages" />
          <IconButton paths={staffIcons.trash} name="Supprimer" variant="danger" />
          <ChoiceChip pressed>Choisi</ChoiceChip>
          <ChoiceChip pressed={false} icon={<Icon paths={sharedIcons.clock} />}>
            Pas choisi
          </ChoiceChip>
          <ChoiceChip disabled>Impossible</ChoiceChip>
        </div>
        <div className={styles['line']}>
          <Badge>En pause</Badge>
          <Badge tone="accent">À jour</Badge>
          <Badge tone="called">Appelé</Badge>
          <Badge tone="danger">Hors ligne</Badge>
          <Label label="C07" /> <Label label="CB01" size="row" /> <a href="#main">Un lien</a>
        </div>
      </div>
    </ScreenFrame>
  )
}

function FieldsPage(): ReactElement {
  const [name, setName] = useState('Chercher un emploi')
  const [seats, setSeats] = useState<number | undefined>(3)
  const [theme, setTheme] = useState<'light' | 'dark'>('light')
  const [enforced, setEnforced] = useState(true)
  return (
    <ScreenFrame place="Réglages" skipText={skipText}>
      <div className={styles['columns']}>
        <form className={styles['stack']}>
          <h1>Besoins</h1>
          <TextField label="Nom en français" hint="Quelques mots que chacun connaît." value={name} onChange={setName} />
          <TextField label="Lettre" value="CC" error="Une seule lettre, de A à Z." onChange={() => undefined} />
          <NumberField label="Bureaux" hint="De 1 à 12." min={1} max={12} value={seats} onChange={setSeats} />
          <SelectField
            label="Thème"
            value={theme}
            options={[
              { value: 'light', text: 'Clair' },
              { value: 'dark', text: 'Sombre' },
            ]}
            onChange={setTheme}
          />
          <TextField label="Identifiant" value="job" disabled onChange={() => undefined} />
        </form>
        <div className={styles['stack']}>
          <h2>Horaires</h2>
          <div>
            <Switch
              label="Fermer hors des horaires"
              hint="Sinon, ils sont seulement affichés."
              checked={enforced}
              onChange={setEnforced}
            />
            <Switch label="Annoncer à voix haute" checked={false} onChange={() => undefined} />
            <Switch label="Imprimer" checked={false} disabled onChange={() => undefined} />
          </div>
          <Table
            caption="Aujourd’hui, par besoin"
            columns={[
              { key: 'need', header: 'Besoin', cell: (row) => row[0], rowHeader: true },
              { key: 'visits', header: 'Visites', cell: (row) => row[1], numeric: true },
              { key: 'wait', header: 'Attente', cell: (row) => row[2], numeric: true },
            ]}
            rows={[
              ['Chercher un emploi', '112', '6 min'],
              ['Trouver une formation', '47', '11 min'],
              ['Créer une activité', '8', '9 min'],
            ]}
            rowKey={(row) => row[0] ?? ''}
            footer={['Total', '167', '7 min']}
          />
        </div>
      </div>
    </ScreenFrame>
  )
}

function StatesPage(): ReactElement {
  return (
    <ScreenFrame place={place} skipText={skipText}>
      <div className={styles['stack']}>
        <h1>États</h1>
        <Notice>Une nouvelle version sera prise au prochain repos.</Notice>
        <Notice tone="warning" action={<Button>Réessayer</Button>}>
          Cet appareil est coupé des autres : il continue seul et rattrapera tout.
        </Notice>
        <Notice tone="danger">Le stockage est plein. Exportez la journée, puis libérez de la place.</Notice>
        <EmptyState icon={<Icon paths={sharedIcons.check} />}>Personne n’attend.</EmptyState>
        <EmptyState
          size="kiosk"
          icon={<Icon paths={sharedIcons.doorOpen} />}
          action={<Button>Voir les horaires</Button>}
        >
          L’accueil est fermé. Il ouvre demain à 14 h.
        </EmptyState>
      </div>
    </ScreenFrame>
  )
}

function DialogPage(): ReactElement {
  const [open, setOpen] = useState(true)
  return (
    <ScreenFrame place={place} skipText={skipText}>
      <Button
        onClick={() => {
          setOpen(true)
        }}
      >
        Ouvrir
      </Button>
      <Dialog
        open={open}
        onClose={() => {
          setOpen(false)
        }}
        title="Clore la journée ?"
        closeName="Fermer"
        actions={
          <>
            <Button variant="quiet">Annuler</Button>
            <Button variant="danger">Clore la journée</Button>
          </>
        }
      >
        <p>Deux visites sont encore ouvertes. Elles seront comptées comme non servies.</p>
      </Dialog>
    </ScreenFrame>
  )
}

function KeypadPage(): ReactElement {
  const [pin, setPin] = useState('12')
  return (
    <ScreenFrame place={place} skipText={skipText}>
      <Keypad
        label="Code du personnel"
        value={pin}
        onChange={setPin}
        onSubmit={() => {
          setPin('')
        }}
        deleteName="Effacer"
        submitName="Valider"
        error="Ce code n’est pas le bon."
      />
    </ScreenFrame>
  )
}

function IconsPage(): ReactElement {
  return (
    <ScreenFrame place={place} skipText={skipText}>
      <div className={styles['stack']} style={{ fontSize: '2rem' }}>
        <div className={styles['line']}>
          {pictogramNames.map((name) => (
            <Icon key={name} paths={pictogram(name)} />
          ))}
        </div>
        <div className={styles['line']}>
          {Object.entries(sharedIcons).map(([name, paths]) => (
            <Icon key={name} paths={paths} />
          ))}
        </div>
        <div className={styles['line']}>
          {Object.entries(staffIcons).map(([name, paths]) => (
            <Icon key={name} paths={paths} />
          ))}
        </div>
        <div className={styles['line']}>
          <TicketCard tone="paper" stub="Ticket de papier">
            <Label label="A01" size="row" />
          </TicketCard>
        </div>
      </div>
    </ScreenFrame>
  )
}
