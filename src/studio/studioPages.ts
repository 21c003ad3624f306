/** All pages of the studio, in the order of the menu. To add one, add a line. */
import type { StudioPage } from "./StudioPage";

export const studioPages: StudioPage[] = [
  {
    path: "/studio/members",
    label: "members.title",
    icon: "TeamOutlined",
    right: "members",
    load: async () => ({ Component: (await import("./members/MembersPage")).MembersPage }),
  },
  {
    path: "/studio/roles",
    label: "studio.pages.roles",
    icon: "SafetyCertificateOutlined",
    right: "roles",
    load: async () => ({ Component: (await import("./roles/RolesPage")).RolesPage }),
    loadDetail: async () => ({ Component: (await import("./roles/RolePage")).RolePage }),
  },
  {
    path: "/studio/scopes",
    label: "studio.pages.scopes",
    icon: "FilterOutlined",
    right: "roles",
    load: async () => ({ Component: (await import("./scopes/ScopesPage")).ScopesPage }),
  },
  {
    path: "/studio/entities",
    label: "fields.title",
    icon: "FormOutlined",
    right: "entities",
    load: async () => ({ Component: (await import("./entities/EntitiesPage")).EntitiesPage }),
    loadDetail: async () => ({ Component: (await import("./fields/FieldsPage")).FieldsPage }),
  },
  {
    path: "/studio/forms",
    label: "forms.title",
    icon: "LayoutOutlined",
    right: "entities",
    load: async () => ({ Component: (await import("./forms/FormsPage")).FormsPage }),
    loadDetail: async () => ({ Component: (await import("./forms/FormPage")).FormPage }),
  },
  {
    path: "/studio/versions",
    label: "studio.pages.versions",
    icon: "HistoryOutlined",
    right: "roles",
    load: async () => ({ Component: (await import("./versions/VersionsPage")).VersionsPage }),
  },
  {
    path: "/studio/audit",
    label: "audit.title",
    icon: "AuditOutlined",
    right: "roles",
    load: async () => ({ Component: (await import("./audit/AuditPage")).AuditPage }),
  },
  {
    path: "/studio/drift",
    label: "audit.drift.menu",
    icon: "DiffOutlined",
    right: "roles",
    load: async () => ({ Component: (await import("./drift/DriftPage")).DriftPage }),
  },
  {
    path: "/studio/logins",
    label: "members.logins.title",
    icon: "BarChartOutlined",
    right: "roles",
    load: async () => ({ Component: (await import("./logins/LoginsPage")).LoginsPage }),
  },
];
