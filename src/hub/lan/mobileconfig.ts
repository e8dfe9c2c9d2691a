import { X509Certificate } from 'node:crypto'
import { fingerprintUuid } from './fingerprint.ts'

/** A configuration profile for iPadOS, iOS and macOS that brings the authority and nothing else. Not signed. */
export function mobileconfig(certificate: string): string {
  const der = new X509Certificate(certificate).raw.toString('base64').replace(/.{1,64}/g, '\t\t\t\t$&\n')
  const id = fingerprintUuid(certificate, 'profile')
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
\t<key>PayloadContent</key>
\t<array>
\t\t<dict>
\t\t\t<key>PayloadCertificateFileName</key>
\t\t\t<string>guichet-libre.crt</string>
\t\t\t<key>PayloadContent</key>
\t\t\t<data>
${der}\t\t\t</data>
\t\t\t<key>PayloadDescription</key>
\t\t\t<string>Vouches for the hub on the local network, and for nothing else.</string>
\t\t\t<key>PayloadDisplayName</key>
\t\t\t<string>Guichet Libre</string>
\t\t\t<key>PayloadIdentifier</key>
\t\t\t<string>org.guichet-libre.authority.${id}</string>
\t\t\t<key>PayloadType</key>
\t\t\t<string>com.apple.security.root</string>
\t\t\t<key>PayloadUUID</key>
\t\t\t<string>${fingerprintUuid(certificate, 'authority')}</string>
\t\t\t<key>PayloadVersion</key>
\t\t\t<integer>1</integer>
\t\t</dict>
\t</array>
\t<key>PayloadDisplayName</key>
\t<string>Guichet Libre</string>
\t<key>PayloadIdentifier</key>
\t<string>org.guichet-libre.${id}</string>
\t<key>PayloadRemovalDisallowed</key>
\t<false/>
\t<key>PayloadType</key>
\t<string>Configuration</string>
\t<key>PayloadUUID</key>
\t<string>${id}</string>
\t<key>PayloadVersion</key>
\t<integer>1</integer>
</dict>
</plist>
`
}
