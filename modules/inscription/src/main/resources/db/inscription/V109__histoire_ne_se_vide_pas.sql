-- L'histoire d'un bulletin ne se récrit pas ; elle ne se vide pas non plus.
create trigger tg_changement_ne_se_vide_pas before truncate on inscription.changement execute function inscription.histoire_intouchable();
