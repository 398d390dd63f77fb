-- Un bac à sable remis à zéro efface ses demandes : ce qu'on leur avait proposé, ou ce qu'elles pouvaient refuser, part avec elles.
alter table inscription.proposition
  drop constraint proposition_bulletin_id_fkey,
  drop constraint proposition_origine_id_fkey,
  add constraint proposition_bulletin_id_fkey foreign key (bulletin_id) references inscription.bulletin on delete cascade,
  add constraint proposition_origine_id_fkey foreign key (origine_id) references inscription.bulletin on delete cascade;
