; Panel Desk for Windows, by Inno Setup 6. NOT YET RUN: written beside the Debian package, to be tried on Windows 11.
; First, on Windows:  python -m PyInstaller --noconfirm --distpath build\application installer\panel-desk.spec
; Then:               iscc installer\windows\panel-desk.iss
#define Name "Panel Desk"
#define Version "0.1.0"

[Setup]
AppId={{7F1B6C9E-4D0B-4C55-9B7A-2E9F6D1C8A31}
AppName={#Name}
AppVersion={#Version}
; For one person, without an administrator’s rights: a council’s laptops seldom give them.
PrivilegesRequired=lowest
DefaultDirName={autopf}\Panel Desk
DefaultGroupName={#Name}
DisableProgramGroupPage=yes
LicenseFile=..\..\LICENSE
OutputDir=..\..\dist
OutputBaseFilename=panel-desk-{#Version}-setup
Compression=lzma2
SolidCompression=yes
ChangesAssociations=yes
ArchitecturesInstallIn64BitMode=x64compatible
UninstallDisplayIcon={app}\panel-desk-window.exe

[Files]
Source: "..\..\build\application\panel-desk\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{group}\{#Name}"; Filename: "{app}\panel-desk-window.exe"

[Registry]
Root: HKA; Subkey: "Software\Classes\.paneltrust"; ValueType: string; ValueData: "PanelDesk.Trust"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\PanelDesk.Trust"; ValueType: string; ValueData: "Whom Panel Desk believes"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\PanelDesk.Trust\shell\open\command"; ValueType: string; ValueData: """{app}\panel-desk-window.exe"" ""%1"""

; Desks lie in each person’s own data folder and are never removed with the application.
