-- Ce qui s'écrit d'un bac à sable ne part pas : un éditeur y essaie son logiciel, parfois avec de vraies adresses (docs/adr/0052).
alter table outils.envoi add column retenu boolean not null default false,
  add constraint ck_envoi_retenu check (not retenu or parti_le is not null);
comment on column outils.envoi.retenu is 'Vrai : compté comme parti, mais remis à personne';
