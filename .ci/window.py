"""Where the frozen window program begins."""

from briefgen.desktop.app import main

raise SystemExit(main())
